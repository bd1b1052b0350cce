package io.sextant.lab.report;

/**
 * Packets lost at one place for one reason.
 *
 * @param node where
 * @param reason the reason's name, such as {@code ttl-exceeded}
 * @param text the reason in words
 */
public record Loss(String node, String reason, String text, long packets, long octets) {}
