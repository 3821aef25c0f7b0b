/**
 * The agent that ends a learner's endless loop, which no ordinary means does: a jar of its own, put
 * on the kernel's command line. The library works without it.
 */
@NullMarked
package netbook.guard;

import org.jspecify.annotations.NullMarked;
