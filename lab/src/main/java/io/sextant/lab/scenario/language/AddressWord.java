package io.sextant.lab.scenario.language;

import io.sextant.protocol.address.IpAddress;

/** An interface's address as a file has it, of either version; the length is -1 where the network's own is meant. */
public record AddressWord(IpAddress address, int prefixLength) {}
