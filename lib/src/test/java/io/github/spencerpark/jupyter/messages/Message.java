package io.github.spencerpark.jupyter.messages;

/** A message that is sent. */
public record Message(Object context, Object type, Object content) {}
