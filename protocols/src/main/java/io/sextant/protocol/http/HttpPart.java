package io.sextant.protocol.http;

/**
 * What {@link HttpDecoder#next} finds in the octets it was given: the head of a message, a piece of its body, its end, a
 * problem that ends the connection, or nothing yet.
 */
public sealed interface HttpPart permits HttpRequest, HttpResponse, HttpBody, HttpEnd, HttpNeedMore, HttpProblem {}
