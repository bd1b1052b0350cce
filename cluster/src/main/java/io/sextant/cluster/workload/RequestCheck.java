package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpVersion;

/** What nginx refuses with 400 whatever is asked for. */
final class RequestCheck {

    private RequestCheck() {}

    /** A method of capital letters, and exactly one Host where HTTP/1.1 wants it. */
    static boolean isAcceptable(HttpRequest request) {
        String method = request.method();
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_' && c != '-') {
                return false;
            }
        }
        int hosts = request.headers().count("Host");
        return hosts == 1 || hosts == 0 && request.version().equals(HttpVersion.HTTP_1_0);
    }

    /** nginx refuses these two with 405 before it looks at anything, and closes. */
    static boolean isNeverServed(HttpRequest request) {
        return request.method().equals("TRACE") || request.method().equals("CONNECT");
    }
}
