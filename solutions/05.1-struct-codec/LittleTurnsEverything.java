// Wrong: with < every field is written the other way round, so turn the bytes of each field, whatever it is.
// Reported: formats drawn by lot
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class LittleTurnsEverything implements StructCodec {
    private static final String LETTER = "(?<=[BHIbhis])";

    private static String[] fields(String format) {
        if (!format.matches("[!<>](?:[BHIbhi]|[1-9][0-9]{0,2}s)*+") || format.endsWith("\n")) {
            throw new IllegalArgumentException("no format: " + format);
        }
        return format.length() == 1 ? new String[0] : format.substring(1).split(LETTER);
    }

    private static int size(String field) {
        return switch (field) {
            case "B", "b" -> 1;
            case "H", "h" -> 2;
            case "I", "i" -> 4;
            default -> Integer.parseInt(field.substring(0, field.length() - 1));
        };
    }

    private static byte[] turn(byte[] octets, String format) {
        if (format.charAt(0) == '<') {
            for (int i = 0, j = octets.length - 1; i < j; i++, j--) {
                byte other = octets[i];
                octets[i] = octets[j];
                octets[j] = other;
            }
        }
        return octets;
    }

    @Override
    public Bytes pack(String format, List<Object> values) {
        var fields = fields(format);
        if (fields.length != values.size()) {
            throw new IllegalArgumentException("values: " + values.size());
        }
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i++) {
            out.writeBytes(turn(field(fields[i], values.get(i)), format));
        }
        return Bytes.copyOf(out.toByteArray());
    }

    private static byte[] field(String field, Object value) {
        int size = size(field);
        if (field.endsWith("s")) {
            if (value instanceof Bytes text && text.size() == size) {
                return text.toArray();
            }
        } else if (value instanceof Long number) {
            long least = Character.isLowerCase(field.charAt(0)) ? -(1L << 8 * size - 1) : 0;
            if (number >= least && number < least + (1L << 8 * size)) {
                var octets = new byte[size];
                for (int i = 0; i < size; i++) {
                    octets[i] = (byte) (number >> 8 * (size - 1 - i));
                }
                return octets;
            }
        }
        throw new IllegalArgumentException(value + " is no " + field);
    }

    @Override
    public List<Object> unpack(String format, Bytes octets) {
        var values = new ArrayList<Object>();
        int at = 0;
        for (var field : fields(format)) {
            int size = size(field);
            if (at + size > octets.size()) {
                throw new IllegalArgumentException("too few bytes");
            }
            var part = turn(octets.slice(at, at + size).toArray(), format);
            at += size;
            if (field.endsWith("s")) {
                values.add(Bytes.copyOf(part));
                continue;
            }
            long number = Character.isLowerCase(field.charAt(0)) && part[0] < 0 ? -1 : 0;
            for (byte octet : part) {
                number = number << 8 | octet & 0xff;
            }
            values.add(number);
        }
        if (at != octets.size()) {
            throw new IllegalArgumentException("bytes left over");
        }
        return values;
    }
}
