package io.sextant.protocol.tcp;

/**
 * Smoothed round-trip time and the retransmission timeout (RFC 6298), with Linux's floor: not the timeout but its variance
 * term is at least 200 ms, so that a LAN's timeout is its round trip and 200 ms.
 */
final class RttEstimator {

    private final TcpProfile.Retransmission profile;
    private long smoothedNanos;
    private long deviationNanos;
    private long timeoutNanos;

    RttEstimator(TcpProfile.Retransmission profile) {
        this.profile = profile;
        timeoutNanos = profile.initialNanos();
    }

    /** Takes a measurement of a segment that was sent once (Karn's rule) or that its timestamp identifies. */
    void onSample(long rttNanos) {
        long rtt = Math.max(rttNanos, 1);
        if (smoothedNanos == 0) {
            // RFC 6298 §2.2
            smoothedNanos = rtt;
            deviationNanos = rtt / 2;
        } else {
            // RFC 6298 §2.3, alpha 1/8, beta 1/4
            long error = rtt - smoothedNanos;
            deviationNanos += (Math.abs(error) - deviationNanos) / 4;
            smoothedNanos = Math.max(1, smoothedNanos + error / 8);
        }
        long variance = Math.max(4 * deviationNanos, profile.minNanos());
        timeoutNanos = Math.min(smoothedNanos + variance, profile.maxNanos());
    }

    /** 0 before the first measurement. */
    long smoothedNanos() {
        return smoothedNanos;
    }

    /** The timeout, doubled {@code backoff} times up to the profile's bound. */
    long timeoutNanos(int backoff) {
        long nanos = timeoutNanos;
        for (int i = 0; i < backoff && nanos < profile.maxNanos(); i++) {
            nanos *= 2;
        }
        return Math.min(nanos, profile.maxNanos());
    }
}
