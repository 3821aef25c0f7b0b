package io.github.spencerpark.jupyter.messages.publish;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/** Replaces what was shown. */
public record PublishUpdateDisplayData(DisplayData data) {}
