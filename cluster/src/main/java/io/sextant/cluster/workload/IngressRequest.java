package io.sextant.cluster.workload;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpVersion;

/**
 * A request as the ingress controller works on it.
 *
 * @param head what the client sent
 * @param client the address it came from, or that whoever translated it last put there
 * @param target what is asked of the pod
 * @param upstreamName for the log
 * @param begunNanos when it was complete
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record IngressRequest(
        HttpRequest head,
        byte[] body,
        IpAddress client,
        int port,
        String target,
        String upstreamName,
        String requestId,
        long begunNanos) {

    HttpRequest forUpstream(boolean keepsConnection) {
        return new HttpRequest(
                head.method(),
                target,
                HttpVersion.HTTP_1_1,
                ProxyHeaders.toUpstream(head, client.toString(), port, requestId, body.length, keepsConnection));
    }

    long octets() {
        return (long) head.toBytes().length + body.length;
    }
}
