package io.sextant.protocol.http;

/** The octets so far are right and end before the next part does. */
public enum HttpNeedMore implements HttpPart {
    NEED_MORE
}
