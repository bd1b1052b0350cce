package io.sextant.cluster.workload;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.http.HttpHeader;
import io.sextant.protocol.http.HttpHeaders;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * What curl is asked to get.
 *
 * @param address what the host of the URL resolves to
 * @param urlHost the host as the URL has it, mostly the address itself
 * @param port 1 to 65535
 * @param path begins with a slash, query included
 */
public record CurlRequest(IpAddress address, String urlHost, int port, String path, CurlOptions options) {

    private static final String USER_AGENT = "curl/7.61.1";

    public CurlRequest {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 1..65535");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path '" + path + "' does not begin with a slash");
        }
    }

    /** {@code http://address:port/path}. */
    public static CurlRequest of(IpAddress address, int port, String path, CurlOptions options) {
        return new CurlRequest(address, address.toString(), port, path, options);
    }

    /** The request as curl 7.61.1 writes it: a header given with {@code -H} takes the place of curl's own. */
    HttpRequest message() {
        String authority = port == 80 ? urlHost : urlHost + ":" + port;
        List<HttpHeader> headers = new ArrayList<>();
        headers.add(new HttpHeader("Host", options.host() == null ? authority : options.host()));
        if (isOurs("User-Agent")) {
            headers.add(new HttpHeader("User-Agent", USER_AGENT));
        }
        if (isOurs("Accept")) {
            headers.add(new HttpHeader("Accept", "*/*"));
        }
        headers.addAll(options.headers());
        return new HttpRequest("GET", path, HttpVersion.HTTP_1_1, new HttpHeaders(headers));
    }

    private boolean isOurs(String name) {
        return options.headers().stream().noneMatch(header -> header.isNamed(name));
    }
}
