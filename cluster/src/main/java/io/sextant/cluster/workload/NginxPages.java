package io.sextant.cluster.workload;

import java.nio.charset.StandardCharsets;

/**
 * The short pages nginx makes itself. Shape, titles and lengths were compared with nginx 1.22.1's answers on a loopback
 * interface; its name there is as long as 1.21.3's.
 */
final class NginxPages {

    private NginxPages() {}

    /** The words behind a status in the first line. */
    static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Not Allowed";
            case 408 -> "Request Time-out";
            case 413 -> "Request Entity Too Large";
            case 414 -> "Request-URI Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Temporarily Unavailable";
            case 504 -> "Gateway Time-out";
            case 505 -> "HTTP Version Not Supported";
            default -> "";
        };
    }

    /** The page for an error; {@code signature} is {@code nginx/1.21.3}, or {@code nginx} where tokens are off. */
    static byte[] error(int status, String signature) {
        String title = (status + " " + reason(status)).strip();
        String page = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>" + signature + "</center>\r\n</body>\r\n</html>\r\n";
        return page.getBytes(StandardCharsets.US_ASCII);
    }
}
