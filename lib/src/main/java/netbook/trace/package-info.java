/** The bounded record of what crossed a wire, from which every picture is drawn. Layer 0. */
@NullMarked
package netbook.trace;

import org.jspecify.annotations.NullMarked;
