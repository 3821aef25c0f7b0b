/** Comparisons of the library with other programs, side by side in one run. */
@NullMarked
package netbook.bench;

import org.jspecify.annotations.NullMarked;
