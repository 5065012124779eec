package dev.chainrule.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/// A browser of a test.
final class Client implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI lab;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  Client(Lab lab) {
    this.lab = lab.address();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(lab.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, ?> question) throws Exception {
    return post(path, MAPPER.writeValueAsString(question), "Content-Type", "application/json");
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(lab.resolve(path)).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /// Asks under a name, by which the question can be taken back.
  HttpResponse<String> postAs(String name, String path, Map<String, ?> question) {
    try {
      String body = MAPPER.writeValueAsString(question);
      return post(path, body, "Content-Type", "application/json", "X-Chainrule-Question", name);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Takes a question back; the status of the answer.
  int takeBack(String name) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(lab.resolve("/api/questions/" + name))
            .header("Content-Type", "application/json")
            .DELETE()
            .build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  /// The answer to a question that must be answered.
  JsonNode ask(String path, Map<String, ?> question) throws Exception {
    HttpResponse<String> response = post(path, question);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
    return json(response);
  }

  static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return MAPPER.readTree(response.body());
  }

  static String message(HttpResponse<String> response) throws JsonProcessingException {
    return json(response).at("/error/message").asText();
  }

  @Override
  public void close() {
    http.close();
  }
}
