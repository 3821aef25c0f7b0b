// Wrong: the library has a method for literals that asks nobody.
// Reported: fewer numbers, and more
import java.net.InetAddress;
import netbook.exercise.AddressParser;

class AsksInetAddress implements AddressParser {
  @Override
  public byte[] parse(String text) {
    return InetAddress.ofLiteral(text).getAddress();
  }
}
