package netbook.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
  @Test
  void whatIsAddedComesOutInOrder() throws LimitException {
    for (int seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var queue = new ByteQueue(10_000);
      var wanted = Bytes.EMPTY;
      int next = 0;
      for (int step = 0; step < 60; step++) {
        var more = new int[random.nextInt(40)];
        for (int i = 0; i < more.length; i++) {
          more[i] = next++ & 0xff;
        }
        queue.add(Bytes.of(more));
        wanted = wanted.plus(Bytes.of(more));
        assertThat(queue.size()).isEqualTo(wanted.size());
        for (int grown = random.nextInt(3); grown > 0; grown--) {
          queue.grow();
        }
        assertThat(wanted.startsWith(queue.octets())).isTrue();
        assertThat(queue.octets().isEmpty()).isEqualTo(wanted.isEmpty());
        int taken = random.nextInt(queue.octets().size() + 1);
        queue.take(taken);
        wanted = wanted.from(taken);
      }
      while (queue.grow()) {
        assertThat(queue.size()).isEqualTo(wanted.size());
      }
      assertThat(queue.octets()).isEqualTo(wanted);
    }
  }

  @Test
  void onlyWhereTwoPiecesMeetIsCopied() throws LimitException {
    var queue = new ByteQueue(10_000);
    var next = Bytes.copyOf(new byte[5000]);
    queue.add(Bytes.utf8("abc"));
    queue.add(next);
    assertThat(queue.octets()).isEqualTo(Bytes.utf8("abc"));
    assertThat(queue.grow()).isTrue();
    assertThat(queue.octets().size()).isLessThan(100);
    queue.take(10);
    assertThat(queue.octets().size()).isEqualTo(4993);
    assertThat(queue.grow()).isFalse();
  }

  @Test
  void whatItHasGivenOutNeverChanges() throws LimitException {
    var queue = new ByteQueue(10_000);
    var given = new ArrayList<Bytes>();
    var copies = new ArrayList<Bytes>();
    for (int i = 0; i < 300; i++) {
      queue.add(Bytes.of(i & 0xff, i + 1 & 0xff, i + 2 & 0xff));
      var _ = queue.grow();
      given.add(queue.octets());
      copies.add(queue.octets().copy());
      queue.take(i % 5 == 0 ? queue.octets().size() : Math.min(2, queue.octets().size()));
    }
    assertThat(given).isEqualTo(copies);
  }

  @Test
  void overItsLimitNothingIsAdded() throws LimitException {
    var queue = new ByteQueue(4);
    queue.add(Bytes.utf8("abc"));
    assertThatExceptionOfType(LimitException.class)
        .isThrownBy(() -> queue.add(Bytes.utf8("de")))
        .withMessage("at offset 4: over the limit of 4 for octets that wait to be read");
    queue.add(Bytes.utf8("d"));
    assertThat(queue.grow()).isTrue();
    assertThat(queue.octets()).isEqualTo(Bytes.utf8("abcd"));
    assertThat(queue).hasToString("4 B waiting");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> queue.take(5));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteQueue(-1));
  }
}
