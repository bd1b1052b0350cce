package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpBody;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;

/** What wants an answer from an upstream. */
interface UpstreamListener {

    /** Why there is none. */
    enum Failure {
        /** Refused, reset, closed, unreachable or not HTTP: 502. */
        ERROR(502),
        /** No handshake or no octet for too long: 504. */
        TIMEOUT(504);

        private final int status;

        Failure(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** The request's head as it goes to the upstream. */
    HttpRequest upstreamRequest();

    byte[] upstreamBody();

    void onHead(HttpResponse head);

    void onBody(HttpBody piece);

    /** The octets that arrived together are read: what was made of them can go out. */
    void onBatchEnd();

    void onEnd();

    /** Nothing more comes. {@code wasReused}: the connection had served another request before. */
    void onFailure(Failure failure, boolean wasReused);
}
