package netbook.exercise;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.RecordType;

/**
 * Exercise 07.3: which hosts take the mail of a domain, in the order in which to try them, as RFC
 * 5321 §5.1 says.
 *
 * <p>The hosts are those of the domain's MX records, the lowest preference first, those of equal
 * preference in random order, each order as likely. If there are no MX records, it is the domain
 * itself. Each host has all of its addresses, A and AAAA, in any order; hosts without one are left
 * out. A host that is named twice stands there once, or each time.
 */
@FunctionalInterface
public interface MailPlan {
  /**
   * Makes the plan.
   *
   * @param dns answers questions, one at a time; no question is asked twice, unless aliases lead
   *     round
   * @param random the only source of chance
   * @return a host or more
   * @throws NoPlan if there is none
   */
  List<Host> plan(Name domain, Answers dns, RandomGenerator random) throws NoPlan;

  /** Whoever answers questions, as {@link netbook.resolve.StubResolver} does. */
  @FunctionalInterface
  interface Answers {
    /**
     * Asks for the records of a name.
     *
     * @return a reply, which may be an error
     * @throws IOException if no reply comes
     */
    DnsMessage ask(Name name, RecordType type) throws IOException;
  }

  /**
   * A host that takes mail.
   *
   * @param addresses of 4 and of 16 octets
   */
  record Host(Name name, List<Bytes> addresses) {
    /** Keeps its own copy. */
    public Host {
      addresses = List.copyOf(addresses);
    }

    /** The name and the addresses in hex. */
    @Override
    public String toString() {
      return name + " " + addresses.stream().map(Bytes::toHex).toList();
    }
  }

  /** Why there is no plan. */
  enum Problem {
    /** The domain doesn't exist. */
    NO_SUCH_DOMAIN,
    /** It says that it takes no mail (RFC 7505). */
    TAKES_NO_MAIL,
    /** No host has an address. */
    NO_HOST,
    /** Nobody can tell now, but later somebody may. */
    TRY_LATER
  }

  /** Says that there is no plan. */
  final class NoPlan extends IOException {
    private static final long serialVersionUID = 1;

    private final Problem problem;

    /** An exception for this problem. */
    public NoPlan(Problem problem) {
      super(problem.toString());
      this.problem = problem;
    }

    /** Why. */
    public Problem problem() {
      return problem;
    }
  }

  /** The check of it. */
  static Exercise<MailPlan> exercise() {
    return Exercise.of(
        MailPlan.class,
        "07.3",
        "Where mail goes",
        "Your plan finds the hosts of every domain that takes mail, and says of all others why it"
            + " found none.",
        MailProbes.all());
  }
}
