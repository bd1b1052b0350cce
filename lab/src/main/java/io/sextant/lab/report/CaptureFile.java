package io.sextant.lab.report;

/** A capture that was written, by its name relative to the folder of all captures. */
public record CaptureFile(String file, String tap, long packets, long octets) {}
