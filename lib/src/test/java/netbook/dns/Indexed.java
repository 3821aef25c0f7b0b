package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/** Decodes messages, and sees that an index finds the same in them, or the same fault. */
final class Indexed {
  private Indexed() {}

  static DnsMessage decode(Bytes octets) throws MalformedException {
    var index = new MessageIndex();
    DnsMessage message;
    try {
      message = DnsMessage.decode(octets);
    } catch (MalformedException e) {
      assertThatThrownBy(
              () -> index.read(octets), "an index, where decode says: %s", e.getMessage())
          .isInstanceOf(MalformedException.class)
          .hasMessage(e.getMessage());
      throw e;
    }
    index.read(octets);
    var records = message.records();
    assertThat(index.count()).isEqualTo(records.size());
    for (int i = 0; i < records.size(); i++) {
      assertThat(index.type(i)).isEqualTo(records.get(i).type());
      assertThat(index.ttl(i)).isEqualTo(records.get(i).ttl());
    }
    return message;
  }
}
