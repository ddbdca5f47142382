package dev.portside.packaging.install;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A web server on loopback that answers byte by byte what a test tells it to, right or wrong. Each
 * connection has one request, and ends when its reply does.
 */
final class RawServer implements AutoCloseable {
  /** What it was asked, in order. */
  final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  /** Open until a client has ended a connection that the server was writing to. */
  final CountDownLatch hungUp = new CountDownLatch(1);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final ServerSocket socket;
  private final String scheme;

  RawServer() {
    this("http", ServerSocketFactory.getDefault());
  }

  RawServer(SSLContext tls) {
    this("https", tls.getServerSocketFactory());
  }

  private RawServer(String scheme, ServerSocketFactory sockets) {
    this.scheme = scheme;
    try {
      socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** A request. */
  record Seen(String target, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Writes an answer. */
  interface Reply {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** A status line and headers, separated by {@code |}, and a body. */
  static Reply raw(String head, byte[] body) {
    return out -> {
      out.write(("HTTP/1.1 " + head.replace("|", "\r\n") + "\r\n").getBytes(ISO_8859_1));
      out.write("Connection: close\r\n\r\n".getBytes(ISO_8859_1));
      out.write(body);
      out.flush();
    };
  }

  /** The same with the length of the body. */
  static Reply sized(String head, byte[] body) {
    return raw(head + "|Content-Length: " + body.length, body);
  }

  /** The same without a body. */
  static Reply status(String head) {
    return sized(head, new byte[0]);
  }

  /** The beginning of an answer, and nothing more. */
  Reply halt(Reply start) {
    return out -> {
      start.write(out);
      closing.await();
    };
  }

  /** The beginning of an answer, and the rest of it for ever. */
  Reply endless(Reply start) {
    return out -> {
      start.write(out);
      byte[] piece = new byte[8192];
      try {
        while (true) {
          out.write(piece);
        }
      } catch (IOException e) {
        hungUp.countDown();
      }
    };
  }

  /** What a path answers: one reply after the other, the last one again and again. */
  void on(String target, Reply... inTurn) {
    replies.put(target, new ArrayDeque<>(List.of(inTurn)));
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // The socket has been closed.
    }
  }

  private void serve(Socket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1))) {
      String line = in.readLine();
      if (line == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String each; (each = in.readLine()) != null && !each.isEmpty(); ) {
        int colon = each.indexOf(':');
        headers.put(each.substring(0, colon).toLowerCase(Locale.ROOT), each.substring(colon + 2));
      }
      String target = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
      Reply reply = next(target);
      seen.add(new Seen(target, headers));
      reply.write(connection.getOutputStream());
    } catch (IOException e) {
      // The client has gone, as it may.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply next(String target) {
    Deque<Reply> queue = replies.get(target);
    if (queue == null) {
      return status("404 Not Found");
    }
    synchronized (queue) {
      return queue.size() == 1 ? queue.getFirst() : queue.removeFirst();
    }
  }

  /** The targets it was asked for. */
  List<String> targets() {
    return seen.stream().map(Seen::target).toList();
  }

  /** The values that a header had, request by request. */
  List<String> headers(String name) {
    return seen.stream().map(each -> each.header(name)).toList();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  String authority() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  String url(String path) {
    return scheme + "://" + authority() + path;
  }

  /** The same server by another name. */
  String otherUrl(String path) {
    return scheme + "://localhost:" + socket.getLocalPort() + path;
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    socket.close();
    threads.shutdownNow();
  }
}
