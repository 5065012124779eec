package dev.chainrule.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask the lab, and what its answers allow.
class GuardTest {
  /// Sends these lines and gives the first line of the answer: the library would send another Host.
  private static String raw(Lab lab, String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:8080", "LOCALHOST:1", "[::1]:80"})
  void namesOfThisMachineAreKnown(String host) throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0)) {
      assertThat(raw(lab, "GET /api/examples HTTP/1.1", "Host: " + host)).contains("200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "10.0.0.1"})
  void anotherNameForThisAddressIsRefused(String host) throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0)) {
      assertThat(raw(lab, "GET /api/examples HTTP/1.1", "Host: " + host)).contains("403");
      assertThat(raw(lab, "GET /robots.txt HTTP/1.1", "Host: " + host)).contains("403");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "//", "http://["})
  void anotherSiteMayNotAsk(String origin) throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      String[] headers = {"Content-Type", "application/json", "Origin", origin};
      assertThat(client.post("/api/run", "{\"source\": \"x = 1\"}", headers).statusCode())
          .isEqualTo(403);
      assertThat(client.get("/api/examples", "Origin", origin).statusCode()).isEqualTo(403);
      assertThat(client.get("/api/examples", "Sec-Fetch-Site", "cross-site").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void theLabsOwnPagesMayAsk() throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      String origin = "http://127.0.0.1:" + lab.port();
      assertThat(
              client
                  .get("/api/examples", "Origin", origin, "Sec-Fetch-Site", "same-origin")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  /// What a form of another site can send.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "x/json"
      })
  void aQuestionMustBeJson(String type) throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      HttpResponse<String> response =
          client.post("/api/run", "{\"source\": \"x = 1\"}", "Content-Type", type);
      assertThat(response.statusCode()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/robots.txt", "/webjars/katex/dist/katex.mjs", "/api/examples", "/nothing"})
  void everyAnswerForbidsWhatThePagesDoNotNeed(String path) throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      HttpResponse<String> response = client.get(path);
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'self';")
          .doesNotContain("unsafe")
          .doesNotContain("http");
      assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy"))
          .contains("same-origin");
      assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
          .contains("same-origin");
    }
  }

  @Test
  void whereOthersReachItTheTokenIsAskedForOnce() throws Exception {
    try (Lab lab = Lab.start("0.0.0.0", 0)) {
      assertThat(lab.isOpenToOthers()).isTrue();
      String query = lab.address().getRawQuery();
      String host = "Host: 127.0.0.1:" + lab.port();
      assertThat(raw(lab, "GET /api/examples HTTP/1.1", host)).contains("401");
      assertThat(raw(lab, "GET /?token=wrong HTTP/1.1", host)).contains("401");
      assertThat(
              raw(
                  lab,
                  "POST /api/race?%s HTTP/1.1".formatted(query),
                  host,
                  "Content-Type: application/json",
                  "Content-Length: 2",
                  "",
                  "{}"))
          .contains("401");
      try (Client client = new Client(lab)) {
        URI here = lab.address();
        HttpResponse<String> first = client.get("/?" + here.getRawQuery());
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("Location").orElse("")).doesNotContain("token");
        String cookie = first.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        assertThat(
                raw(lab, "GET /api/examples HTTP/1.1", host, "Cookie: " + cookie.split(";", 2)[0]))
            .contains("200");
      }
    }
  }

  @Test
  void onLoopbackThereIsNoToken() throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0)) {
      assertThat(lab.isOpenToOthers()).isFalse();
      assertThat(lab.address().getQuery()).isNull();
    }
  }
}
