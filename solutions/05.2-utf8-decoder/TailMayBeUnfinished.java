// Wrong: bytes 80 to bf at the end of a piece belong to a character that isn't finished yet, so keep them.
// Reported: four that only continue
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class TailMayBeUnfinished implements Utf8Decoder {
    @Override
    public Decoding start() {
        return new Decoding() {
            private Bytes tail = Bytes.EMPTY;
            private boolean failed;

            @Override
            public String feed(Bytes chunk) throws CharacterCodingException {
                if (failed) {
                    throw new MalformedInputException(1);
                }
                var all = tail.plus(chunk);
                int whole = whole(all);
                tail = Bytes.copyOf(all.from(whole).toArray());
                var out = CharBuffer.allocate(whole);
                var in = ByteBuffer.wrap(all.toArray(), 0, whole);
                var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
                if (result.isError()) {
                    failed = true;
                    tail = Bytes.EMPTY;
                }
                return out.flip().toString();
            }

            @Override
            public void end() throws CharacterCodingException {
                if (failed || !tail.isEmpty()) {
                    throw new MalformedInputException(1);
                }
            }
        };
    }

    /** How many bytes there are before an unfinished character at the end. */
    private static int whole(Bytes octets) {
        int last = octets.size() - 1;
        while (last >= 0 && (octets.at(last) & 0xc0) == 0x80) {
            last--;
        }
        if (last < 0) {
            return 0; // the middle of a character
        }
        int lead = octets.at(last) & 0xff;
        int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 1;
        return octets.size() - last >= length ? octets.size() : last;
    }
}
