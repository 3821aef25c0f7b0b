package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.frame.Dissector;
import netbook.frame.Message;
import netbook.notebook.View;
import org.jspecify.annotations.Nullable;

/** A hexdump of a stream: each message of it is a field whose parts are its own fields. */
final class Messages {
  private Messages() {}

  /** Draws octets by the messages that a dissector finds in them. */
  static View view(Bytes octets, Dissector dissector) {
    var fields = new ArrayList<Field>();
    MalformedException problem = null;
    for (var message : dissector.dissect(octets)) {
      problem = message.problem();
      fields.addAll(fields(message, problem, fields.size() + 1));
    }
    return FieldDump.view(octets, fields, problem);
  }

  /** Of one that breaks the grammar only what could be read; the hexdump shows the rest. */
  private static List<Field> fields(
      Message message, @Nullable MalformedException problem, int number) {
    if (problem != null) {
      return message.fields();
    }
    return List.of(
        new Field(
            "message " + number,
            "",
            message.from(),
            message.to(),
            message.says(),
            message.fields()));
  }
}
