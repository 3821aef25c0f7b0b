/**
 * Exercises and the checks that judge a learner's code: what each probe gives it, what must come
 * back, and a report that shows the shortest run that fails. A check never throws. Layer 4.
 */
@NullMarked
package netbook.exercise;

import org.jspecify.annotations.NullMarked;
