package dev.portside.runtime.wasm.host;

import java.util.Map;

/**
 * What a guest wants to send.
 *
 * @param url where to, as the guest wrote it
 * @param method in upper case
 * @param headers names to values as the guest wrote them
 */
record HttpRequestMessage(String url, String method, Map<String, String> headers) {}
