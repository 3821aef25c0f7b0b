package netbook.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How much time of the processors the JVM used for a message, what collects its garbage included.
 * Unlike the time that passes, it doesn't grow while other programs have the processors.
 */
public final class CpuProfiler implements InternalProfiler {
  /** What its results are called. */
  static final String LABEL = "cpu";

  private long before;

  private static long nanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  @Override
  public String getDescription() {
    return "time of the processors";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = nanos();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double used = (double) (nanos() - before) / result.getMetadata().getAllOps();
    return List.of(new ScalarResult(LABEL, used, "ns/op", AggregationPolicy.AVG));
  }
}
