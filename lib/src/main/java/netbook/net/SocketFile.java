package netbook.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The file that names a UNIX-domain socket. The system makes it, and never removes it. */
final class SocketFile {
  /** Where {@code st_mode} says what kind of file it is, and what it says of a socket. */
  private static final int KIND = 0170000;

  private static final int SOCKET = 0140000;

  private SocketFile() {}

  /** What tells this file from another one that takes its place; null if there is none. */
  static @Nullable Object key(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Removes what a killed server left behind: a socket's file at which nobody answers any more. */
  static void removeStale(Path path) throws IOException {
    if (!isSocket(path) || Servers.findAt(path.toString()) != null) {
      return;
    }
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      var _ = probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException e) {
      Files.delete(path);
    } catch (IOException e) {
      // Somebody is there, or we may not know: binding will say that it is in use.
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    try {
      var mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & KIND) == SOCKET;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
