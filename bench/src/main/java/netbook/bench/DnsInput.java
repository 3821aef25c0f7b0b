package netbook.bench;

import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.Flag;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;

/** The same messages for both sides: responses as a resolver gets them all day. */
final class DnsInput {
  /** How many responses there are. */
  static final int MESSAGES = 5;

  private static final int PAYLOAD_SIZE = 1232;

  private static final String SERVERS =
      """
      ns1.example.net. 3600 IN A 192.0.2.53
      ns1.example.net. 3600 IN AAAA 2001:db8::53
      ns2.example.net. 3600 IN A 198.51.100.53
      ns2.example.net. 3600 IN AAAA 2001:db8:1::53
      """;

  private DnsInput() {}

  /** The octets of each. */
  static List<Bytes> responses() throws MalformedException {
    return List.of(chain(), mail(), noSuchName(), text(), address());
  }

  /** An alias of an alias, its address, and who says so. */
  private static Bytes chain() throws MalformedException {
    var answers =
        """
        www.example.com. 300 IN CNAME www.example.com.cdn.example.net.
        www.example.com.cdn.example.net. 60 IN CNAME edge7.cdn.example.net.
        edge7.cdn.example.net. 20 IN A 192.0.2.33
        """;
    var authorities =
        """
        cdn.example.net. 3600 IN NS ns1.example.net.
        cdn.example.net. 3600 IN NS ns2.example.net.
        """;
    return response("www.example.com", RecordType.A, Rcode.NOERROR)
        .withAnswers(records(answers))
        .withAuthorities(records(authorities))
        .withAdditionals(records(SERVERS))
        .with(Edns.of(PAYLOAD_SIZE))
        .encode();
  }

  /** Where mail goes, and the addresses of those hosts. */
  private static Bytes mail() throws MalformedException {
    var answers =
        """
        example.com. 3600 IN MX 10 mail1.example.com.
        example.com. 3600 IN MX 10 mail2.example.com.
        example.com. 3600 IN MX 50 backup.example.org.
        """;
    var additionals =
        """
        mail1.example.com. 3600 IN A 192.0.2.25
        mail1.example.com. 3600 IN AAAA 2001:db8::25
        mail2.example.com. 3600 IN A 198.51.100.25
        mail2.example.com. 3600 IN AAAA 2001:db8:1::25
        """;
    return response("example.com", RecordType.MX, Rcode.NOERROR)
        .withAnswers(records(answers))
        .withAdditionals(records(additionals))
        .encode();
  }

  /** No such name, with DNSSEC's records; the signatures are of the right size, and made up. */
  private static Bytes noSuchName() throws MalformedException {
    var authorities =
        """
        example.com. 900 IN SOA ns1.example.net. hostmaster.example.com. 2026113001 7200 900 1209600 900
        example.com. 900 IN RRSIG SOA 13 2 3600 20261214000000 20261123000000 4711 example.com. \
        grcO7n8aUDm+8H7CNH8GbtCPXcdRJEfjQEMAAmtuVFWUoGVoXWTEmAu41FRKhyGpmgGtIZ61nPahXvbxWh2DCw==
        mail2.example.com. 900 IN NSEC www.example.com. A AAAA RRSIG NSEC
        mail2.example.com. 900 IN RRSIG NSEC 13 3 900 20261214000000 20261123000000 4711 example.com. \
        t84J1rvABOcXXGQ8feywtYDsN7yXEt0uaq65S66NL5+inFooTJ73UhgpzxB5sIDp10ocEPyrakJD0zZW3r5MHg==
        """;
    return response("nowhere.example.com", RecordType.A, Rcode.NXDOMAIN)
        .withAuthorities(records(authorities))
        .with(Edns.of(PAYLOAD_SIZE).withDnssec())
        .encode();
  }

  private static Bytes text() throws MalformedException {
    var answers =
        """
        example.com. 3600 IN TXT "v=spf1 mx ip4:192.0.2.0/24 include:_spf.example.net -all"
        example.com. 3600 IN TXT "site-verification=4f1c9a0e7d2b4b6f" "and a second string"
        """;
    return response("example.com", RecordType.TXT, Rcode.NOERROR)
        .withAnswers(records(answers))
        .encode();
  }

  private static Bytes address() throws MalformedException {
    return response("example.com", RecordType.A, Rcode.NOERROR)
        .withAnswers(records("example.com. 300 IN A 192.0.2.33"))
        .encode();
  }

  private static DnsMessage response(String name, RecordType type, Rcode rcode) {
    var response = DnsMessage.query(4711, Name.of(name), type).reply(rcode);
    return response.with(response.header().with(Flag.RA));
  }

  private static List<ResourceRecord> records(String text) throws MalformedException {
    return ZoneFile.parse(text, Name.ROOT);
  }
}
