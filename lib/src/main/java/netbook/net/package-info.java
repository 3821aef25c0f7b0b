/**
 * TCP and UDP clients and servers for a notebook: on loopback, with deadlines, named, leak-free.
 * Layer 2.
 */
@NullMarked
package netbook.net;

import org.jspecify.annotations.NullMarked;
