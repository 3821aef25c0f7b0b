package netbook.exercise;

/**
 * What a program of the system tries, once every probe passes. Where the program is missing, it
 * tries nothing, and the report says so.
 *
 * @param <T> the interface that the learner implements
 */
record Peer<T>(Tool tool, Probe<T> probe) {}
