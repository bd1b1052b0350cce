package io.sextant.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

class Xoshiro256Test {

    private final RandomGenerator random = new Xoshiro256(1, 2, 3, 4);

    /** The first outputs of the authors' C program, xoshiro256plusplus.c, for the state 1, 2, 3, 4. */
    @Test
    void gives_the_numbers_of_the_published_algorithm() {
        String[] expected = {
            "41943041",
            "58720359",
            "3588806011781223",
            "3591011842654386",
            "9228616714210784205",
            "9973669472204895162",
            "14011001112246962877",
            "12406186145184390807",
            "15849039046786891736",
            "10450023813501588000",
        };
        for (String number : expected) {
            assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(number);
        }
    }

    @Test
    void gives_the_same_draws_in_every_java() {
        RandomGenerator stream = new RandomStreams(42).stream("draws");
        byte[] octets = new byte[11];
        stream.nextBytes(octets);
        assertThat(HexFormat.of().formatHex(octets)).isEqualTo("f115dc8982b4dcae8a4052");
        List<Object> draws = List.of(
                stream.nextInt(),
                stream.nextInt(1_000),
                stream.nextInt(-5, 5),
                stream.nextLong(1L << 40),
                stream.nextLong(Long.MIN_VALUE, Long.MAX_VALUE),
                stream.nextBoolean(),
                stream.nextFloat(),
                stream.nextFloat(10),
                stream.nextFloat(5, 6),
                stream.nextDouble(),
                stream.nextDouble(10),
                stream.nextDouble(5, 6),
                stream.nextGaussian(),
                stream.nextGaussian(100, 15),
                stream.nextExponential());
        assertThat(draws)
                .containsExactly(
                        1527789770,
                        316,
                        -4,
                        48635877008L,
                        -3421791508672936605L,
                        true,
                        0.76918435f,
                        9.903907f,
                        5.216048f,
                        0.9622919673790381,
                        1.6716942111189936,
                        5.686824606707282,
                        -1.3439629823297186,
                        79.53399159412896,
                        0.6460453752081216);
    }

    /** Defaults of the interface are not specified, so they may change from one Java version to the next. */
    @Test
    void inherits_no_draw() throws NoSuchMethodException {
        int checked = 0;
        for (Method method : RandomGenerator.class.getMethods()) {
            boolean draw = method.getName().startsWith("next") && !Modifier.isStatic(method.getModifiers());
            if (draw && !BaseStream.class.isAssignableFrom(method.getReturnType())) {
                Method ours = Xoshiro256.class.getMethod(method.getName(), method.getParameterTypes());
                assertThat(ours.getDeclaringClass()).as(method.toString()).isEqualTo(Xoshiro256.class);
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(17);
    }

    @Test
    void draws_every_value_below_a_bound_equally_often() {
        int[] counts = new int[7];
        for (int i = 0; i < 700_000; i++) {
            counts[random.nextInt(7)]++;
        }
        for (int count : counts) {
            assertThat(count).isCloseTo(100_000, within(1_500));
        }
    }

    @Test
    void stays_within_wide_and_narrow_ranges() {
        List<Long> wide = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextInt(1)).isZero();
            assertThat(random.nextInt(-3, 4)).isBetween(-3, 3);
            assertThat(random.nextInt(Integer.MIN_VALUE, Integer.MAX_VALUE)).isLessThan(Integer.MAX_VALUE);
            assertThat(random.nextLong((1L << 62) + 1)).isBetween(0L, 1L << 62);
            assertThat(random.nextLong(-10, -9)).isEqualTo(-10);
            wide.add(random.nextLong(Long.MIN_VALUE / 2 - 1, Long.MAX_VALUE / 2 + 2));
        }
        assertThat(wide).allMatch(value -> value >= Long.MIN_VALUE / 2 - 1 && value < Long.MAX_VALUE / 2 + 2);
        assertThat(wide).anyMatch(value -> value < 0).anyMatch(value -> value > 0);
    }

    @Test
    void keeps_fractions_below_their_bound() {
        double tiny = Double.MIN_VALUE;
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(random.nextFloat()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(random.nextDouble(tiny)).isZero();
            assertThat(random.nextFloat(1, Math.nextUp(1f))).isEqualTo(1f);
            assertThat(random.nextDouble(1, Math.nextUp(1.0))).isEqualTo(1.0);
        }
    }

    @Test
    void has_the_moments_of_its_distributions() {
        assertMoments(random::nextDouble, 0.5, 1 / 12.0);
        assertMoments(random::nextFloat, 0.5, 1 / 12.0);
        assertMoments(random::nextExponential, 1, 1);
        assertMoments(random::nextGaussian, 0, 1);
        assertMoments(() -> random.nextGaussian(3, 2), 3, 4);
        assertMoments(() -> random.nextBoolean() ? 1 : 0, 0.5, 0.25);
    }

    @Test
    void refuses_empty_ranges_and_the_state_that_never_changes() {
        assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextInt(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextLong(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextDouble(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextDouble(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextFloat(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextFloat(Float.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextGaussian(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Xoshiro256(0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMoments(DoubleSupplier draw, double mean, double variance) {
        int count = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double value = draw.getAsDouble();
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        double scale = Math.sqrt(variance);
        assertThat(sum / count).isCloseTo(mean, within(0.01 * scale));
        assertThat(squares / count).isCloseTo(variance, within(0.03 * variance));
    }
}
