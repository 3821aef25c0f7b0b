/**
 * Fuzz targets, one for each decoder: {@code ./netbook fuzz} runs them with Jazzer, and FuzzTest
 * runs them on the inputs that are kept. They need neither Jazzer nor JUnit.
 */
@NullMarked
package netbook.fuzz;

import org.jspecify.annotations.NullMarked;
