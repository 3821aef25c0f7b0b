/**
 * The adapter to the notebook kernel: rich values, live displays, expected failures, and guards.
 * The one place that reaches into a kernel by reflection. Layer 4.
 */
@NullMarked
package netbook.notebook;

import org.jspecify.annotations.NullMarked;
