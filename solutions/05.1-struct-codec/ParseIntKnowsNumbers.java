// Wrong: what stands before the s is a number if Integer.parseInt says so; its exception is an IllegalArgumentException anyway.
// Reported: a sign before a size
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class ParseIntKnowsNumbers implements StructCodec {
    /** One value of a format: its letter and its size. */
    private record Part(char letter, int size) {
        boolean signed() {
            return letter >= 'a';
        }
    }

    private static List<Part> parts(String format) {
        if (format.isEmpty() || "!<>".indexOf(format.charAt(0)) < 0) {
            throw new IllegalArgumentException("the order is missing");
        }
        var parts = new ArrayList<Part>();
        int at = 1;
        while (at < format.length()) {
            char letter = format.charAt(at);
            int kind = "BHI".indexOf(Character.toUpperCase(letter));
            if (kind >= 0 && letter < 128) {
                parts.add(new Part(letter, 1 << kind));
                at++;
                continue;
            }
            int end = format.indexOf('s', at);
            if (end < 0) {
                throw new IllegalArgumentException("no s behind " + format.substring(at));
            }
            int size = Integer.parseInt(format.substring(at, end));
            if (size < 1 || size > 999) {
                throw new IllegalArgumentException("a size of " + size);
            }
            parts.add(new Part('s', size));
            at = end + 1;
        }
        return parts;
    }

    @Override
    public Bytes pack(String format, List<Object> values) {
        var parts = parts(format);
        Iterator<Object> next = values.iterator();
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            if (!next.hasNext()) {
                throw new IllegalArgumentException("too few values");
            }
            var value = next.next();
            if (part.letter == 's') {
                if (!(value instanceof Bytes text && text.size() == part.size)) {
                    throw new IllegalArgumentException("no text of " + part.size);
                }
                out.writeBytes(text.toArray());
            } else {
                if (!(value instanceof Long number)) {
                    throw new IllegalArgumentException("no number for " + part.letter);
                }
                int bits = 8 * part.size;
                long high = part.signed() ? number >> bits - 1 : number >> bits;
                if (high != 0 && !(part.signed() && high == -1)) {
                    throw new IllegalArgumentException(number + " is no " + part.letter);
                }
                for (int i = 0; i < part.size; i++) {
                    int shift = format.startsWith("<") ? 8 * i : bits - 8 - 8 * i;
                    out.write((int) (number >> shift));
                }
            }
        }
        if (next.hasNext()) {
            throw new IllegalArgumentException("values left over");
        }
        return Bytes.copyOf(out.toByteArray());
    }

    @Override
    public List<Object> unpack(String format, Bytes octets) {
        var parts = parts(format);
        if (parts.stream().mapToInt(Part::size).sum() != octets.size()) {
            throw new IllegalArgumentException("bytes: " + octets.size());
        }
        var values = new ArrayList<Object>();
        int at = 0;
        for (var part : parts) {
            int end = at + part.size;
            if (part.letter == 's') {
                values.add(octets.slice(at, end));
            } else {
                long number = 0;
                for (int i = 0; i < part.size; i++) {
                    int shift = format.startsWith("<") ? 8 * i : 8 * (part.size - 1 - i);
                    number |= (octets.at(at + i) & 0xffL) << shift;
                }
                int unused = 64 - 8 * part.size;
                values.add(part.signed() ? number << unused >> unused : number);
            }
            at = end;
        }
        return values;
    }
}
