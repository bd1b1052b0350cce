package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpProblem;
import io.sextant.protocol.http.HttpRequest;

/** What a server does with the requests that arrive. */
interface RequestHandler {

    /** A whole request; the answer goes to the connection now or later, ended by {@link ServerConnection#finish}. */
    void onRequest(ServerConnection connection, HttpRequest request, byte[] body);

    /** Something that is no request; to be answered and the connection closed. */
    void onProblem(ServerConnection connection, HttpProblem problem);

    /** The client went away before its answer was finished. */
    void onClientGone(ServerConnection connection);
}
