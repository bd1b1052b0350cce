package io.sextant.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.wire.Hex;
import org.junit.jupiter.api.Test;

class HttpMessageTest {

    private static final byte[] REQUEST = Hex.octets(
            "47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a", // GET / HTTP/1.1
            "48 6f 73 74 3a 20 31 30 2e 30 2e 30 2e 31 0d 0a", // Host: 10.0.0.1
            "41 63 63 65 70 74 3a 20 2a 2f 2a 0d 0a", // Accept: */*
            "0d 0a"); // end of the head

    private static final HttpRequest REQUEST_VALUE = HttpRequest.get("/", "Host", "10.0.0.1", "Accept", "*/*");

    private static final byte[] RESPONSE = Hex.octets(
            "48 54 54 50 2f 31 2e 31 20 32 30 34 20 4e 6f 20 43 6f 6e 74 65 6e 74 0d 0a", // HTTP/1.1 204 No Content
            "45 54 61 67 3a 20 22 61 22 0d 0a", // ETag: "a"
            "0d 0a"); // end of the head

    private static final HttpResponse RESPONSE_VALUE = HttpResponse.of(204, "No Content", "ETag", "\"a\"");

    @Test
    void a_request_and_its_octets_are_one_pair() {
        assertThat(REQUEST_VALUE.toBytes()).isEqualTo(REQUEST);
        HttpDecoder decoder = HttpDecoder.ofRequests(HttpLimits.SERVER);
        decoder.push(REQUEST);
        assertThat(decoder.next()).isEqualTo(REQUEST_VALUE);
        assertThat(decoder.next()).isEqualTo(HttpEnd.WITHOUT_TRAILERS);
        assertThat(decoder.next()).isEqualTo(HttpNeedMore.NEED_MORE);
        assertThat(decoder.isBetweenMessages()).isTrue();
    }

    @Test
    void a_response_and_its_octets_are_one_pair() {
        assertThat(RESPONSE_VALUE.toBytes()).isEqualTo(RESPONSE);
        HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
        decoder.push(RESPONSE);
        assertThat(decoder.next()).isEqualTo(RESPONSE_VALUE);
        assertThat(decoder.next()).isEqualTo(HttpEnd.WITHOUT_TRAILERS);
    }

    @Test
    void headers_keep_their_order_their_spelling_and_their_repetitions() {
        HttpHeaders headers = HttpHeaders.of("b", "1", "A", "2", "B", "3");
        HttpRequest request = new HttpRequest("GET", "/x", HttpVersion.HTTP_1_0, headers);
        assertThat(new String(request.toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo("GET /x HTTP/1.0\r\nb: 1\r\nA: 2\r\nB: 3\r\n\r\n");
        assertThat(headers.value("B")).isEqualTo("1");
        assertThat(headers.value("c")).isNull();
        assertThat(headers.count("b")).isEqualTo(2);
        assertThat(headers.without("B").and("C", "4")).isEqualTo(HttpHeaders.of("A", "2", "C", "4"));
    }

    @Test
    void connection_persists_by_version_and_header() {
        assertThat(REQUEST_VALUE.keepsConnection()).isTrue();
        assertThat(with(HttpVersion.HTTP_1_1, "Close").keepsConnection()).isFalse();
        assertThat(with(HttpVersion.HTTP_1_1, "x, close").keepsConnection()).isFalse();
        assertThat(with(HttpVersion.HTTP_1_1, "closed").keepsConnection()).isTrue();
        assertThat(with(HttpVersion.HTTP_1_0, "x").keepsConnection()).isFalse();
        assertThat(with(HttpVersion.HTTP_1_0, "Keep-Alive").keepsConnection()).isTrue();
    }

    private static HttpRequest with(HttpVersion version, String connection) {
        return new HttpRequest("GET", "/", version, HttpHeaders.of("Connection", connection));
    }

    @Test
    void values_that_would_break_the_wire_cannot_be_made() {
        assertThatThrownBy(() -> new HttpHeader("a b", "x")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> new HttpHeader("a", "x\r\ny: z")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HttpHeader("a", " x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HttpHeader("a", "\u20ac")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpHeaders.of("a")).hasMessageContaining("without a value");
        assertThatThrownBy(() -> HttpRequest.get("/a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HttpRequest("", "/", HttpVersion.HTTP_1_1, HttpHeaders.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpResponse.of(99, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpResponse.of(200, "x\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HttpVersion(10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dates_are_written_as_the_article_shows_them() {
        assertThat(HttpDate.format(1_635_689_957L)).isEqualTo("Sun, 31 Oct 2021 14:19:17 GMT");
        assertThat(HttpDate.format(0x6137835FL)).isEqualTo("Tue, 07 Sep 2021 15:21:03 GMT");
    }
}
