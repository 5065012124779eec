package dev.chainrule.lab;

import dev.chainrule.lab.limit.Problem;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets through what comes from the lab's own pages, and tells the browser to do the same.
///
/// - `Host` must be a name of the lab, else another site's name could be pointed at this address
///   (DNS rebinding) and its scripts would read the answers.
/// - `Origin`, where it is sent, must be that host, and what changes or computes something must be
///   JSON, which no other site's form can send.
/// - Where others can reach the address, the browser must show the token: once in the address, from
///   then on in a cookie.
/// - The content security policy has the browser load and run nothing but what this server sends.
final class Guard {
  static final String COOKIE = "chainrule-token";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Embedder-Policy",
          "require-corp",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  private final String host;
  private final @Nullable String token;

  /// @param host what the server is bound to
  /// @param token what the browser must show; null where only this machine can reach the server
  Guard(String host, @Nullable String token) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.token = token;
  }

  /// Looks at a request before anything else does.
  ///
  /// @throws Problem if it may not pass
  void check(Context request) {
    HEADERS.forEach(request::header);
    requireHost(request);
    requireOrigin(request);
    if (token != null) {
      requireToken(request, token);
    }
  }

  private void requireHost(Context request) {
    String name = name(String.valueOf(request.header("Host")));
    boolean isKnown = LOOPBACK.contains(name) || name.equals(host);
    if (!isKnown && (token == null || !isAddress(name))) {
      throw Problem.forbidden(
          "the lab is not known as %s here; use the address that it printed".formatted(name));
    }
  }

  /// The host without the port.
  private static String name(String hostAndPort) {
    return hostAndPort.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  /// Whether this is a number, which no one can point elsewhere.
  private static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  }

  private static void requireOrigin(Context request) {
    String origin = request.header("Origin");
    if (origin != null && !isSameHost(origin, String.valueOf(request.header("Host")))) {
      throw Problem.forbidden("other sites may not ask the lab: " + origin);
    }
    String site = request.header("Sec-Fetch-Site");
    boolean isOwn = site == null || site.equals("same-origin") || site.equals("none");
    if (!isOwn && request.path().startsWith("/api/")) {
      throw Problem.forbidden("other sites may not ask the lab");
    }
    if (!READS.contains(request.method())) {
      String type = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
      if (!type.matches("application/json\\s*(;.*)?")) {
        throw Problem.unreadable("a question must be sent as application/json");
      }
    }
  }

  private static boolean isSameHost(String origin, String host) {
    try {
      return host.equalsIgnoreCase(new URI(origin).getRawAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void requireToken(Context request, String token) {
    if (isToken(request.cookie(COOKIE), token)) {
      return;
    }
    if (HandlerType.GET.equals(request.method()) && isToken(request.queryParam("token"), token)) {
      Cookie cookie = new Cookie(COOKIE, token);
      cookie.setHttpOnly(true);
      cookie.setSameSite(SameSite.STRICT);
      request.cookie(cookie);
      request.redirect(request.path());
      request.skipRemainingHandlers();
      return;
    }
    throw Problem.unauthorized(
        "the lab needs its access token; open the address that it printed when it started");
  }

  /// Compares in a time that does not tell how much is right.
  private static boolean isToken(@Nullable String given, String token) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
