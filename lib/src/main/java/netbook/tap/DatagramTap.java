package netbook.tap;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.net.Failure;
import netbook.net.UdpServer;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/** A tap before a server of datagrams: a server of its own, on whose one thread all is relayed. */
final class DatagramTap implements TapEngine {
  private final DatagramRelay relay;
  private final UdpServer entrance;

  DatagramTap(InetSocketAddress target, @Nullable UdpServer before) throws IOException {
    var engine = new DatagramRelay(checked(target), new Trace());
    var entrance = UdpServer.with();
    if (target.getAddress() instanceof Inet6Address) {
      entrance.onIpv6Loopback();
    }
    this.relay = engine;
    this.entrance =
        entrance.startByHand(socket -> {
          try {
            engine.run(socket);
          } finally {
            Reference.reachabilityFence(before); // the server stays while it is tapped
          }
        });
  }

  /** One server: a group or a broadcast answers from other addresses than it is asked at. */
  private static InetSocketAddress checked(InetSocketAddress target) throws UnknownHostException {
    var host = target.getAddress();
    if (host == null) {
      throw new UnknownHostException("no address for the name in " + target.getHostString());
    }
    var octets = host.getAddress();
    boolean broadcast = octets.length == 4 && octets[3] == -1;
    if (broadcast || host.isMulticastAddress()) {
      throw new IllegalArgumentException(
          "server: " + host.getHostAddress() + " is the address of many, and a tap is before one");
    }
    return target;
  }

  @Override
  public void toServer(Script script) {
    relay.toServer(script);
  }

  @Override
  public void toClient(Script script) {
    relay.toClient(script);
  }

  @Override
  public SocketAddress address() {
    return entrance.address();
  }

  @Override
  public Trace trace() {
    return relay.trace();
  }

  @Override
  public long lost() {
    return relay.lost();
  }

  @Override
  public List<Failure> failures() {
    var all = new ArrayList<>(relay.failures());
    all.addAll(entrance.failures());
    return List.copyOf(all);
  }

  @Override
  public void settle(Duration longest) throws IOException, InterruptedException {
    relay.settle(longest);
  }

  @Override
  public boolean isRunning() {
    return entrance.isRunning();
  }

  @Override
  public void close() {
    relay.stop();
    entrance.close();
  }

  @Override
  public String toString() {
    return relay.toString();
  }
}
