package netbook.exercise;

import java.net.InetSocketAddress;
import netbook.bytes.Bytes;

/**
 * What a {@link ReplyMatcher} is asked.
 *
 * @param right what it has to answer
 */
record ReplyAsked(
    Bytes query, InetSocketAddress asked, Bytes datagram, InetSocketAddress from, boolean right) {}
