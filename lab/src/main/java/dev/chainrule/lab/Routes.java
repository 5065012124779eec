package dev.chainrule.lab;

import dev.chainrule.lab.api.ExampleList;
import dev.chainrule.lab.api.GradientCurve;
import dev.chainrule.lab.api.Mistakes;
import dev.chainrule.lab.api.Operations;
import dev.chainrule.lab.api.Question;
import dev.chainrule.lab.api.Race;
import dev.chainrule.lab.api.Worksheets;
import dev.chainrule.lab.limit.Allowance;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.lab.limit.Runner;
import dev.chainrule.lab.train.Trainings;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetException;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Which address is answered by what, and how errors are said.
final class Routes {
  private static final String BROWSER = "chainrule-browser";
  private static final String QUESTION = "X-Chainrule-Question";
  private static final String JSON = "application/json; charset=utf-8";

  private final Guard guard;
  private final Runner runner;
  private final Trainings trainings;

  Routes(Guard guard, Runner runner, Trainings trainings) {
    this.guard = guard;
    this.runner = runner;
    this.trainings = trainings;
  }

  void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Allowance.MOST_BYTES;
    Assets.addTo(config.staticFiles);
    config.routes.before(guard::check);
    answers(config.routes);
    errors(config.routes);
  }

  private void answers(RoutesConfig routes) {
    routes.get("/api/examples", context -> answer(context, ExampleList.json()));
    routes.get("/api/operations", context -> answer(context, runner.run(Operations::json)));
    routes.get("/api/mistakes", context -> answer(context, Mistakes.list()));
    post(routes, "/api/mistakes", Mistakes::put);
    post(routes, "/api/gradcheck", GradientCurve::json);
    post(routes, "/api/race", Race::json);
    post(routes, "/api/run", Worksheets::run);
    post(routes, "/api/explain", Worksheets::explain);
    routes.delete(
        "/api/questions/{id}",
        context -> {
          runner.cancel(context.pathParam("id"));
          context.status(204);
        });
    trainings(routes);
  }

  private void trainings(RoutesConfig routes) {
    String path = "/api/trainings";
    routes.post(
        path,
        context -> answer(context, trainings.start(Question.of(body(context)), browser(context))));
    routes.sse(path + "/{id}/events", new EventStream(trainings)::send);
    change(routes, path + "/{id}/pause", trainings::pause);
    change(routes, path + "/{id}/resume", trainings::resume);
    change(routes, path + "/{id}/stop", trainings::stop);
  }

  /// A change of the training whose number is in the path. The body says nothing and is read all
  /// the same: the server closes a connection on which something is left unread, and a browser that
  /// asks again on it gets no answer.
  private static void change(RoutesConfig routes, String path, UnaryOperator<String> change) {
    routes.post(
        path,
        context -> {
          body(context);
          answer(context, change.apply(context.pathParam("id")));
        });
  }

  /// Which browser asks: it keeps a number of its own in a cookie.
  private static String browser(Context context) {
    String known = context.cookie(BROWSER);
    if (known != null && known.matches("[0-9a-f-]{36}")) {
      return known;
    }
    String made = UUID.randomUUID().toString();
    Cookie cookie = new Cookie(BROWSER, made);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    context.cookie(cookie);
    return made;
  }

  /// A question that is worked on within the limits. Under the name that the browser made up for
  /// it, and no one else knows, it can be taken back.
  private void post(RoutesConfig routes, String path, Function<Question, String> answer) {
    routes.post(
        path,
        context -> {
          byte[] body = body(context);
          Supplier<String> work = () -> answer.apply(Question.of(body));
          String id = context.header(QUESTION);
          answer(context, id == null ? runner.run(work) : runner.run(id, work));
        });
  }

  /// The body, which may say less of its length than is true.
  private static byte[] body(Context context) throws IOException {
    try (InputStream in = context.req().getInputStream()) {
      byte[] body = in.readNBytes(Allowance.MOST_BYTES + 1);
      if (body.length > Allowance.MOST_BYTES) {
        throw Problem.tooLarge(
            "a question may have at most %,d bytes; this one has more"
                .formatted(Allowance.MOST_BYTES));
      }
      return body;
    }
  }

  private static void answer(Context context, String json) {
    context.contentType(JSON).header("Cache-Control", "no-store").result(json);
  }

  private static void errors(RoutesConfig routes) {
    routes.exception(WorksheetException.class, (e, context) -> fail(context, 422, e));
    routes.exception(Problem.class, (e, context) -> fail(context, e.status(), e.getMessage()));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> fail(context, e.getStatus(), sentence(e, context)));
    routes.exception(
        Exception.class,
        (e, context) -> {
          if (System.getenv("CHAINRULE_DEBUG") != null) {
            e.printStackTrace();
          }
          fail(
              context,
              500,
              "this is a defect of chainrule, not of your input: "
                  + e
                  + "; start the lab with CHAINRULE_DEBUG=1 to see where");
        });
  }

  private static String sentence(HttpResponseException e, Context context) {
    return e.getStatus() == 404
        ? "there is nothing at " + context.path()
        : String.valueOf(e.getMessage());
  }

  private static void fail(Context context, int status, String sentence) {
    if (status == 503) {
      context.header("Retry-After", "1");
    }
    fail(context, status, new WorksheetException(sentence));
  }

  private static void fail(Context context, int status, WorksheetException error) {
    context.status(status);
    answer(context, JsonReports.object(json -> JsonReports.error(json, error)));
  }
}
