// Wrong: a text has at most 999 bytes and a number 4, so a buffer of 1024 is enough for any record.
// Reported: three texts of 999 bytes
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class KilobyteIsEnough implements StructCodec {
    private static IllegalArgumentException bad(Object what) {
        return new IllegalArgumentException("doesn't fit: " + what);
    }

    private static ByteOrder order(String format) {
        if (format.startsWith("!") || format.startsWith(">")) {
            return ByteOrder.BIG_ENDIAN;
        }
        if (format.startsWith("<")) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        throw bad(format);
    }

    /** The letters, with each text's size as a negative number. */
    private static int[] codes(String format) {
        var codes = new ArrayList<Integer>();
        String digits = "";
        for (int i = 1; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c >= '0' && c <= '9') {
                digits += c;
                if (digits.startsWith("0") || digits.length() > 3) {
                    throw bad(format);
                }
            } else if (c == 's' && !digits.isEmpty()) {
                codes.add(-Integer.parseInt(digits));
                digits = "";
            } else if (digits.isEmpty() && "BHIbhi".indexOf(c) >= 0) {
                codes.add((int) c);
            } else {
                throw bad(format);
            }
        }
        if (!digits.isEmpty()) {
            throw bad(format);
        }
        return codes.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Bytes pack(String format, List<Object> values) {
        var buffer = ByteBuffer.allocate(1024).order(order(format));
        var codes = codes(format);
        if (codes.length != values.size()) {
            throw bad(values);
        }
        for (int i = 0; i < codes.length; i++) {
            var value = values.get(i);
            if (codes[i] < 0) {
                if (!(value instanceof Bytes text) || text.size() != -codes[i]) {
                    throw bad(value);
                }
                buffer.put(text.toArray());
                continue;
            }
            if (!(value instanceof Long)) {
                throw bad(value);
            }
            long number = (Long) value;
            boolean fits = switch (codes[i]) {
                case 'B' -> number == (number & 0xff);
                case 'H' -> number == (number & 0xffff);
                case 'I' -> number == (number & 0xffff_ffffL);
                case 'b' -> number == (byte) number;
                case 'h' -> number == (short) number;
                default -> number == (int) number;
            };
            if (!fits) {
                throw bad(number);
            }
            switch (codes[i]) {
                case 'B', 'b' -> buffer.put((byte) number);
                case 'H', 'h' -> buffer.putShort((short) number);
                default -> buffer.putInt((int) number);
            }
        }
        var packed = new byte[buffer.position()];
        buffer.flip().get(packed);
        return Bytes.copyOf(packed);
    }

    @Override
    public List<Object> unpack(String format, Bytes octets) {
        var in = ByteBuffer.wrap(octets.toArray()).order(order(format));
        var values = new ArrayList<Object>();
        for (int code : codes(format)) {
            int size = switch (code) {
                case 'B', 'b' -> 1;
                case 'H', 'h' -> 2;
                case 'I', 'i' -> 4;
                default -> -code;
            };
            if (in.remaining() < size) {
                throw bad(octets);
            }
            switch (code) {
                case 'B' -> values.add(in.get() & 0xffL);
                case 'H' -> values.add(in.getShort() & 0xffffL);
                case 'I' -> values.add(in.getInt() & 0xffff_ffffL);
                case 'b' -> values.add((long) in.get());
                case 'h' -> values.add((long) in.getShort());
                case 'i' -> values.add((long) in.getInt());
                default -> {
                    var text = new byte[size];
                    in.get(text);
                    values.add(Bytes.copyOf(text));
                }
            }
        }
        if (in.hasRemaining()) {
            throw bad(octets);
        }
        return values;
    }
}
