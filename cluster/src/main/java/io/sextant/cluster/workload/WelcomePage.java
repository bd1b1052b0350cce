package io.sextant.cluster.workload;

/** What the lab's web server shows: written for this project, and as long as the page of the article's nginx. */
final class WelcomePage {

    /** ASCII, 615 octets. */
    static final String TEXT = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Sextant lab: web server</title>
            <style>
            body { max-width: 40em; margin: 3em auto; font-family: sans-serif; }
            </style>
            </head>
            <body>
            <h1>You have reached a pod</h1>
            <p>Your request crossed a router that chose one of several equal paths, a
            node that picked a backend, and perhaps a tunnel. This page is what waits
            at the end of that way.</p>
            <p>It is 615 octets long: count them, and you will know whether all of
            them got here.</p>
            <p>To find who served you, look into the access log, or ask Hubble for the
            flows of this pod.</p>
            </body>
            </html>
            """;

    private WelcomePage() {}
}
