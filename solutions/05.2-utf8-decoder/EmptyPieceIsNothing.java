// Wrong: an empty piece can't change anything, so feed answers it at once with an empty text.
// Reported: an empty piece after an error
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class EmptyPieceIsNothing implements Utf8Decoder {
    @Override
    public Decoding start() {
        return new Decoding() {
            private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            private byte[] kept = {};
            private CharacterCodingException error;

            @Override
            public String feed(Bytes chunk) throws CharacterCodingException {
                if (chunk.isEmpty()) {
                    return "";
                }
                if (error != null) {
                    throw error;
                }
                var in = ByteBuffer.allocate(kept.length + chunk.size());
                in.put(kept).put(chunk.buffer()).flip();
                var out = CharBuffer.allocate(in.remaining());
                var result = decoder.decode(in, out, false);
                var text = out.flip().toString();
                kept = new byte[0];
                if (result.isError()) {
                    try {
                        result.throwException();
                    } catch (CharacterCodingException e) {
                        error = e;
                    }
                    if (text.isEmpty()) {
                        throw error;
                    }
                } else {
                    kept = new byte[in.remaining()];
                    in.get(kept);
                }
                return text;
            }

            @Override
            public void end() throws CharacterCodingException {
                if (error != null) {
                    throw error;
                }
                if (kept.length > 0) {
                    throw new CharacterCodingException();
                }
            }
        };
    }
}
