/** A tap before a server, which records what crosses and can do to it what networks do. Layer 3. */
@NullMarked
package netbook.tap;

import org.jspecify.annotations.NullMarked;
