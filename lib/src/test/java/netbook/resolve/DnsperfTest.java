package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import netbook.dns.Name;
import netbook.dns.ZoneFile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our server under dnsperf, which asks many queries at once. How long it takes isn't looked at. */
@Timeout(180)
class DnsperfTest {
  private static final int ROUNDS = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void noQueryIsLost(String mode) throws Exception {
    var text =
        "$TTL 3600\n@ SOA ns hostmaster 7 7200 900 1209600 300\n@ NS ns\n" + DnsToolsTest.TYPES;
    var queries = new ArrayList<String>();
    for (var record : ZoneFile.parse(text, Name.of("example.com"))) {
      queries.add(record.name() + " " + record.type());
    }
    var file = Files.write(folder.resolve("queries"), queries);
    try (var server = DnsServer.start(Zone.parse(text, "example.com"))) {
      var told = run(server, mode, file);
      assertThat(told)
          .containsPattern("Queries sent: +" + ROUNDS * queries.size() + "\n")
          .containsPattern("Queries completed: +" + ROUNDS * queries.size() + " \\(100.00%\\)")
          .containsPattern("Queries lost: +0 ")
          .containsPattern("Response codes: +NOERROR " + ROUNDS * queries.size() + " ");
      assertThat(server.failures()).isEmpty();
    }
  }

  /** Up to 20 queries wait for their answers at once, each for up to 30 s. */
  private static String run(DnsServer server, String mode, Path queries) throws Exception {
    var program = Programs.find("dnsperf", "dnsperf");
    var argv = List.of(program, "-s", "127.0.0.1", "-p", "" + server.port(), "-m", mode);
    var more =
        List.of("-d", queries.toString(), "-n", "" + ROUNDS, "-l", "60", "-q", "20", "-t", "30");
    var all = new ArrayList<>(argv);
    all.addAll(more);
    var process = new ProcessBuilder(all).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (var out = process.inputReader()) {
      var told = String.join("\n", out.readAllLines());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(told).isZero();
      return told;
    } finally {
      process.destroyForcibly();
    }
  }
}
