// Wrong: parsing costs time, so a layout is kept by its letters, which are what it is made of.
// Reported: the same letters in both orders
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class CachedLayouts implements StructCodec {
    private static final class Layout {
        final ByteOrder order;
        final List<Character> letters = new ArrayList<>();
        final List<Integer> sizes = new ArrayList<>();
        int total;

        Layout(ByteOrder order, String items) {
            this.order = order;
            for (int i = 0; i < items.length(); i++) {
                int from = i;
                while (i < items.length() && items.charAt(i) >= '0' && items.charAt(i) <= '9') {
                    i++;
                }
                var number = items.substring(from, i);
                if (i == items.length() || number.length() > 3 || number.startsWith("0")) {
                    throw new IllegalArgumentException("no format: " + items);
                }
                char letter = items.charAt(i);
                if ((letter == 's') == number.isEmpty()) {
                    throw new IllegalArgumentException("no format: " + items);
                }
                int size = switch (letter) {
                    case 'B', 'b' -> 1;
                    case 'H', 'h' -> 2;
                    case 'I', 'i' -> 4;
                    case 's' -> Integer.parseInt(number);
                    default -> throw new IllegalArgumentException("no letter: " + letter);
                };
                letters.add(letter);
                sizes.add(size);
                total += size;
            }
        }
    }

    private final Map<String, Layout> layouts = new HashMap<>();

    private Layout layout(String format) {
        if (format.isEmpty()) {
            throw new IllegalArgumentException("the format is empty");
        }
        var order = switch (format.charAt(0)) {
            case '!', '>' -> ByteOrder.BIG_ENDIAN;
            case '<' -> ByteOrder.LITTLE_ENDIAN;
            default -> throw new IllegalArgumentException("no order: " + format);
        };
        return layouts.computeIfAbsent(format.substring(1), items -> new Layout(order, items));
    }

    @Override
    public synchronized Bytes pack(String format, List<Object> values) {
        var layout = layout(format);
        if (values.size() != layout.letters.size()) {
            throw new IllegalArgumentException("values: " + values.size());
        }
        var out = ByteBuffer.allocate(layout.total).order(layout.order);
        for (int i = 0; i < values.size(); i++) {
            int size = layout.sizes.get(i);
            switch (layout.letters.get(i)) {
                case 'B' -> out.put((byte) number(values.get(i), 0, 0xff));
                case 'b' -> out.put((byte) number(values.get(i), Byte.MIN_VALUE, Byte.MAX_VALUE));
                case 'H' -> out.putShort((short) number(values.get(i), 0, 0xffff));
                case 'h' -> out.putShort((short) number(values.get(i), Short.MIN_VALUE, Short.MAX_VALUE));
                case 'I' -> out.putInt((int) number(values.get(i), 0, 0xffff_ffffL));
                case 'i' -> out.putInt((int) number(values.get(i), Integer.MIN_VALUE, Integer.MAX_VALUE));
                default -> {
                    if (!(values.get(i) instanceof Bytes text) || text.size() != size) {
                        throw new IllegalArgumentException("no text of " + size + " bytes");
                    }
                    out.put(text.toArray());
                }
            }
        }
        return Bytes.copyOf(out.array());
    }

    private static long number(Object value, long least, long most) {
        if (!(value instanceof Long number) || number < least || number > most) {
            throw new IllegalArgumentException(value + " doesn't fit");
        }
        return number;
    }

    @Override
    public synchronized List<Object> unpack(String format, Bytes octets) {
        var layout = layout(format);
        if (octets.size() != layout.total) {
            throw new IllegalArgumentException("bytes: " + octets.size());
        }
        var in = ByteBuffer.wrap(octets.toArray()).order(layout.order);
        var values = new ArrayList<Object>();
        for (int i = 0; i < layout.letters.size(); i++) {
            switch (layout.letters.get(i)) {
                case 'B' -> values.add(Byte.toUnsignedLong(in.get()));
                case 'b' -> values.add((long) in.get());
                case 'H' -> values.add(Short.toUnsignedLong(in.getShort()));
                case 'h' -> values.add((long) in.getShort());
                case 'I' -> values.add(Integer.toUnsignedLong(in.getInt()));
                case 'i' -> values.add((long) in.getInt());
                default -> {
                    var text = new byte[layout.sizes.get(i)];
                    in.get(text);
                    values.add(Bytes.copyOf(text));
                }
            }
        }
        return values;
    }
}
