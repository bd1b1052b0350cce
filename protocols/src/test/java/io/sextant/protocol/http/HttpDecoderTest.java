package io.sextant.protocol.http;

import static io.sextant.protocol.http.Messages.body;
import static io.sextant.protocol.http.Messages.octets;
import static io.sextant.protocol.http.Messages.requests;
import static io.sextant.protocol.http.Messages.responses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.http.HttpProblem.Kind;
import io.sextant.protocol.wire.Damage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDecoderTest {

    private static final String COUNTED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nwiki\r\n00A\r\npedia in c\r\n0\r\nT: 1\r\n\r\n";
    private static final String POST = "POST /a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";

    @Test
    void a_counted_body_ends_where_it_says() {
        assertThat(responses(COUNTED + COUNTED))
                .containsExactly(
                        HttpResponse.of(200, "OK", "Content-Length", "5"),
                        body("hello"),
                        HttpEnd.WITHOUT_TRAILERS,
                        HttpResponse.of(200, "OK", "Content-Length", "5"),
                        body("hello"),
                        HttpEnd.WITHOUT_TRAILERS);
    }

    @Test
    void chunks_are_unwrapped_and_trailers_kept() {
        assertThat(responses(CHUNKED))
                .containsExactly(
                        HttpResponse.of(200, "OK", "Transfer-Encoding", "chunked"),
                        body("wikipedia in c"),
                        new HttpEnd(HttpHeaders.of("T", "1")));
    }

    @Test
    void many_chunks_do_not_count_as_head() {
        StringBuilder stream = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        stream.append("1\r\nx\r\n".repeat(50_000)).append("0\r\n\r\n");
        List<HttpPart> parts = responses(stream.toString());
        assertThat(parts).hasSize(3).last().isEqualTo(HttpEnd.WITHOUT_TRAILERS);
    }

    @Test
    void a_response_without_a_length_lasts_until_the_connection_closes() {
        HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
        List<HttpPart> parts = Messages.decode(decoder, "HTTP/1.0 200 OK\r\n\r\nab", "c");
        assertThat(parts).hasSize(2).last().isEqualTo(body("abc"));
        decoder.endOfInput();
        Messages.drain(decoder, parts);
        assertThat(parts).hasSize(3).last().isEqualTo(HttpEnd.WITHOUT_TRAILERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 204, 304})
    void some_statuses_never_have_a_body(int status) {
        List<HttpPart> parts = responses("HTTP/1.1 " + status + " X\r\nContent-Length: 9\r\n\r\n" + COUNTED);
        assertThat(parts.get(1)).isEqualTo(HttpEnd.WITHOUT_TRAILERS);
        assertThat(parts).hasSize(5);
    }

    @Test
    void an_answer_to_head_has_no_body() {
        HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
        decoder.expectAnswerToHead(true);
        assertThat(Messages.decode(decoder, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"))
                .containsExactly(HttpResponse.of(200, "OK", "Content-Length", "5"), HttpEnd.WITHOUT_TRAILERS);
    }

    @Test
    void lines_may_end_with_a_line_feed_alone_and_empty_lines_may_come_first() {
        assertThat(requests("\r\n\nGET / HTTP/1.1\nHost:  h \t\n\n"))
                .containsExactly(HttpRequest.get("/", "Host", "h"), HttpEnd.WITHOUT_TRAILERS);
    }

    @Test
    void a_missing_reason_is_accepted() {
        assertThat(responses("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n").get(0))
                .isEqualTo(HttpResponse.of(200, "", "Content-Length", "0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /\\r\\n | BAD_START_LINE | 400",
                "GET  HTTP/1.1\\r\\n | BAD_START_LINE | 400",
                "GET / x HTTP/1.1\\r\\n | BAD_START_LINE | 400",
                "G@T / HTTP/1.1\\r\\n | BAD_START_LINE | 400",
                "GET / HTTP/11\\r\\n | BAD_START_LINE | 400",
                "GET / HTTP/2.0\\r\\n | UNSUPPORTED_VERSION | 505",
                "GET / HTTP/1.1\\r\\nnocolon\\r\\n | BAD_HEADER | 400",
                "GET / HTTP/1.1\\r\\na : b\\r\\n | BAD_HEADER | 400",
                "GET / HTTP/1.1\\r\\na: b\\r\\n folded\\r\\n | BAD_HEADER | 400",
                "GET / HTTP/1.1\\r\\nContent-Length: -1\\r\\n\\r\\n | BAD_LENGTH | 400",
                "GET / HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\n | BAD_LENGTH | 400",
                "GET / HTTP/1.1\\r\\nContent-Length: 9999999999999999999\\r\\n\\r\\n | BAD_LENGTH | 400",
                "GET / HTTP/1.1\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | BAD_LENGTH | 400",
                "GET / HTTP/1.1\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n | UNSUPPORTED_TRANSFER_CODING | 501",
                "GET / HTTP/1.1\\r\\nContent-Length: 1048577\\r\\n\\r\\n | BODY_TOO_LARGE | 413"
            })
    void each_fault_has_its_kind_and_its_status(String text, Kind kind, int status) {
        List<HttpPart> parts = requests(text.replace("\\r", "\r").replace("\\n", "\n"));
        assertThat(parts).singleElement().isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.kind().status()).isEqualTo(status);
            assertThat(problem.text()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZZ\r\n",
                "\r\n",
                "100000000\r\n",
                "3\r\nabcd\r\n",
                "3\r\nabc\n\r\n0\r\n\r\n",
                "2\r\nab0\r\n",
                "\u00b2\r\n"
            })
    void a_chunk_that_is_not_one_is_a_problem(String chunks) {
        List<HttpPart> parts = responses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        assertThat(parts).last().isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.kind())
                .isEqualTo(Kind.BAD_CHUNK));
    }

    @Test
    void limits_hold_before_the_end_of_what_breaks_them() {
        assertThat(requests("GET /" + "a".repeat(8_192)))
                .singleElement()
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.kind()).isEqualTo(Kind.TARGET_TOO_LONG));
        assertThat(requests("GET / HTTP/1.1\r\nX: " + "a".repeat(32_768)))
                .singleElement()
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.kind()).isEqualTo(Kind.HEAD_TOO_LARGE));
        assertThat(requests("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(1_001)))
                .singleElement()
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.kind()).isEqualTo(Kind.HEAD_TOO_LARGE));
        assertThat(requests("\r\n".repeat(20_000)))
                .singleElement()
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.kind()).isEqualTo(Kind.HEAD_TOO_LARGE));
        HttpDecoder small = HttpDecoder.ofResponses(new HttpLimits(100, 100, 10, 4));
        assertThat(Messages.decode(small, "HTTP/1.0 200 OK\r\n\r\nab", "cde"))
                .last()
                .isInstanceOf(HttpProblem.class);
        HttpDecoder chunks = HttpDecoder.ofResponses(new HttpLimits(100, 100, 10, 4));
        assertThat(Messages.decode(
                        chunks, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n"))
                .last()
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.kind()).isEqualTo(Kind.BODY_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {COUNTED, CHUNKED})
    void wherever_tcp_cuts_the_stream_the_parts_are_the_same(String stream) {
        List<HttpPart> whole = responses(stream + stream);
        assertThat(whole).hasSize(6);
        String twice = stream + stream;
        for (int cut = 0; cut <= twice.length(); cut++) {
            assertThat(responses(twice.substring(0, cut), twice.substring(cut))).isEqualTo(whole);
        }
        assertThat(responses(twice.split(""))).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {COUNTED, CHUNKED})
    void every_truncation_needs_more_or_is_cut_short(String stream) {
        for (int length = 0; length < stream.length(); length++) {
            HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
            List<HttpPart> parts = Messages.decode(decoder, stream.substring(0, length));
            assertThat(parts).noneMatch(part -> part instanceof HttpEnd || part instanceof HttpProblem);
            decoder.endOfInput();
            HttpPart last = decoder.next();
            if (length == 0) {
                assertThat(last).isEqualTo(HttpNeedMore.NEED_MORE);
            } else {
                assertThat(last).isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.kind())
                        .isEqualTo(Kind.CUT_SHORT));
            }
        }
    }

    @Test
    void every_corrupt_octet_ends_in_a_problem_or_in_other_parts() {
        Damage.survives(octets(POST), in -> read(HttpDecoder.ofRequests(HttpLimits.SERVER), in.rest()));
        Damage.survives(octets(COUNTED), in -> read(HttpDecoder.ofResponses(HttpLimits.CLIENT), in.rest()));
        Damage.survives(octets(CHUNKED), in -> read(HttpDecoder.ofResponses(HttpLimits.CLIENT), in.rest()));
    }

    private static List<HttpPart> read(HttpDecoder decoder, byte[] octets) {
        List<HttpPart> parts = new ArrayList<>();
        decoder.push(octets);
        Messages.drain(decoder, parts);
        decoder.endOfInput();
        Messages.drain(decoder, parts);
        return parts;
    }

    @RepeatedTest(200)
    void random_requests_survive_the_round_trip(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        HttpHeaders headers = HttpHeaders.NONE;
        for (int i = random.nextInt(8); i > 0; i--) {
            headers = headers.and(text(random, 'A', 'Z'), text(random, '!', '~'));
        }
        byte[] content = new byte[random.nextInt(1, 400)];
        random.nextBytes(content);
        HttpRequest request = new HttpRequest(
                text(random, 'A', 'Z'),
                "/" + text(random, '!', '~'),
                new HttpVersion(random.nextInt(10)),
                headers.and("Content-Length", Integer.toString(content.length)));
        HttpDecoder decoder = HttpDecoder.ofRequests(HttpLimits.SERVER);
        List<HttpPart> parts = new ArrayList<>();
        byte[] head = request.toBytes();
        int cut = random.nextInt(head.length);
        decoder.push(Arrays.copyOf(head, cut));
        Messages.drain(decoder, parts);
        decoder.push(Arrays.copyOfRange(head, cut, head.length));
        Messages.drain(decoder, parts);
        decoder.push(content);
        Messages.drain(decoder, parts);
        assertThat(parts)
                .as("seed %d", repetition.getCurrentRepetition())
                .containsExactly(request, new HttpBody(content, 0, content.length), HttpEnd.WITHOUT_TRAILERS);
    }

    private static String text(SplittableRandom random, char first, char last) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            text.append((char) random.nextInt(first, last + 1));
        }
        return text.toString();
    }
}
