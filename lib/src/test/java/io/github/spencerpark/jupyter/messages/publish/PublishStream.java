package io.github.spencerpark.jupyter.messages.publish;

/** Prints. */
public record PublishStream(StreamType type, String text) {
  public static final Object MESSAGE_TYPE = "stream";

  /** Which stream. */
  public enum StreamType {
    OUT,
    ERR
  }
}
