// Wrong: a regular expression from ^ to $ describes the whole format, so find() is as good as matches().
// Reported: a line feed behind the letters
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class DollarAtTheEnd implements StructCodec {
    private static final Pattern FORMAT = Pattern.compile("^[!<>](?:[BHIbhi]|[1-9][0-9]{0,2}s)*+$");
    private static final Pattern ITEM = Pattern.compile("([0-9]*)([BHIbhis])");

    private record Item(char letter, int size) {}

    private static List<Item> parse(String format) {
        if (!FORMAT.matcher(format).find()) {
            throw new IllegalArgumentException("no format: " + format);
        }
        var items = new ArrayList<Item>();
        var matcher = ITEM.matcher(format);
        while (matcher.find()) {
            char letter = matcher.group(2).charAt(0);
            items.add(new Item(letter, switch (letter) {
                case 'B', 'b' -> 1;
                case 'H', 'h' -> 2;
                case 'I', 'i' -> 4;
                default -> Integer.parseInt(matcher.group(1));
            }));
        }
        return items;
    }

    private static ByteOrder order(String format) {
        return format.charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    @Override
    public Bytes pack(String format, List<Object> values) {
        var items = parse(format);
        if (items.size() != values.size()) {
            throw new IllegalArgumentException(items.size() + " values wanted, not " + values.size());
        }
        var buffer = ByteBuffer.allocate(items.stream().mapToInt(Item::size).sum()).order(order(format));
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var value = values.get(i);
            if (item.letter == 's' && value instanceof Bytes text && text.size() == item.size) {
                buffer.put(text.toArray());
            } else if (item.letter != 's' && value instanceof Long number) {
                int bits = 8 * item.size;
                boolean signed = Character.isLowerCase(item.letter);
                long least = signed ? -(1L << bits - 1) : 0;
                long most = signed ? (1L << bits - 1) - 1 : (1L << bits) - 1;
                if (number < least || number > most) {
                    throw new IllegalArgumentException(number + " is no " + item.letter);
                }
                switch (item.size) {
                    case 1 -> buffer.put(number.byteValue());
                    case 2 -> buffer.putShort(number.shortValue());
                    default -> buffer.putInt(number.intValue());
                }
            } else {
                throw new IllegalArgumentException(value + " is no " + item);
            }
        }
        return Bytes.copyOf(buffer.array());
    }

    @Override
    public List<Object> unpack(String format, Bytes octets) {
        var items = parse(format);
        if (octets.size() != items.stream().mapToInt(Item::size).sum()) {
            throw new IllegalArgumentException(octets.size() + " bytes");
        }
        var buffer = ByteBuffer.wrap(octets.toArray()).order(order(format));
        var values = new ArrayList<Object>();
        for (var item : items) {
            switch (item.letter) {
                case 'B' -> values.add(buffer.get() & 0xffL);
                case 'b' -> values.add((long) buffer.get());
                case 'H' -> values.add(buffer.getShort() & 0xffffL);
                case 'h' -> values.add((long) buffer.getShort());
                case 'I' -> values.add(buffer.getInt() & 0xffff_ffffL);
                case 'i' -> values.add((long) buffer.getInt());
                default -> {
                    var text = new byte[item.size];
                    buffer.get(text);
                    values.add(Bytes.copyOf(text));
                }
            }
        }
        return values;
    }
}
