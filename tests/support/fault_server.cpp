#include "tests/support/fault_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>

#ifdef TUNESMITH_TEST_TLS
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#endif

namespace tunesmith::testing {

namespace {

using Clock = std::chrono::steady_clock;

const char* reasonOf(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 206:
            return "Partial Content";
        case 302:
            return "Found";
        case 307:
            return "Temporary Redirect";
        default:
            return "Because";
    }
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return text;
}

ServerRequest parse(const std::string& head) {
    ServerRequest request;
    std::size_t line = head.find("\r\n");
    const std::string first = head.substr(0, line);
    const auto space = first.find(' '), second = first.rfind(' ');
    request.method = first.substr(0, space);
    request.target = space < second ? first.substr(space + 1, second - space - 1) : "";
    const auto question = request.target.find('?');
    request.path = request.target.substr(0, question);
    request.query = question == std::string::npos ? "" : request.target.substr(question + 1);
    while (line != std::string::npos) {
        const auto begin = line + 2, end = head.find("\r\n", begin);
        const std::string text = head.substr(begin, end == std::string::npos ? end : end - begin);
        if (const auto colon = text.find(':'); colon != std::string::npos) request.headers[lower(text.substr(0, colon))] = text.substr(colon + 2);
        line = end;
    }
    return request;
}

}  // namespace

/// A socket, with or without TLS over it.
struct FaultServer::Connection {
    int socket;
    const std::atomic<bool>& ended;
#ifdef TUNESMITH_TEST_TLS
    SSL* ssl = nullptr;
#endif

    bool waitFor(short events) const {
        while (!ended) {
            pollfd wanted{socket, events, 0};
            const int n = ::poll(&wanted, 1, 20);
            if (n > 0) return true;
            if (n < 0 && errno != EINTR) return false;
        }
        return false;
    }
    ssize_t read(char* data, std::size_t bytes) const {
#ifdef TUNESMITH_TEST_TLS
        if (ssl) return SSL_read(ssl, data, int(bytes));
#endif
        return waitFor(POLLIN) ? ::recv(socket, data, bytes, 0) : -1;
    }
    bool write(std::string_view text) const {
        while (!text.empty()) {
            ssize_t n = -1;
#ifdef TUNESMITH_TEST_TLS
            if (ssl) {
                n = SSL_write(ssl, text.data(), int(text.size()));
            } else
#endif
                n = waitFor(POLLOUT) ? ::send(socket, text.data(), text.size(), MSG_NOSIGNAL) : -1;
            if (n <= 0) return false;
            text.remove_prefix(std::size_t(n));
        }
        return true;
    }
    void hang() const {
        while (!ended) {
            pollfd wanted{socket, POLLIN, 0};
            char byte = 0;
            if (::poll(&wanted, 1, 20) > 0 && ::recv(socket, &byte, 1, MSG_PEEK) <= 0) return;  // the other side left
            if (wanted.revents) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    /// Closing with a wait of zero makes the system send a reset.
    void reset() const {
        const linger now{1, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    bool writeBody(const ServerReply& reply) const {
        std::string_view rest(reply.body);
        if (reply.cutAfter >= 0) rest = rest.substr(0, std::size_t(reply.cutAfter));
        const auto started = Clock::now();
        std::int64_t sent = 0;
        while (!rest.empty()) {
            const std::size_t most = reply.bytesPerSecond > 0 ? std::size_t(std::max<std::int64_t>(1, reply.bytesPerSecond / 50)) : 65536;
            const std::string_view piece = rest.substr(0, most);
            if (reply.chunked) {
                char size[24];
                std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
                if (!write(size)) return false;
            }
            if (!write(piece) || (reply.chunked && !write("\r\n"))) return false;
            rest.remove_prefix(piece.size());
            sent += std::int64_t(piece.size());
            while (reply.bytesPerSecond > 0 && !ended &&
                   double(sent) / double(reply.bytesPerSecond) > std::chrono::duration<double>(Clock::now() - started).count())
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return true;
    }
    void answer(const ServerReply& reply) const {
        for (const auto until = Clock::now() + reply.delay; Clock::now() < until && !ended;)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        if (reply.hang && reply.cutAfter < 0) {
            hang();
            return;
        }
        std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " " + reasonOf(reply.status) + "\r\nConnection: close\r\n";
        for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
        if (reply.chunked)
            head += "Transfer-Encoding: chunked\r\n";
        else
            head += "Content-Length: " + std::to_string(reply.announced >= 0 ? reply.announced : std::int64_t(reply.body.size())) + "\r\n";
        if (!write(head + "\r\n") || !writeBody(reply)) return;
        if (reply.cutAfter >= 0) {
            if (reply.hang) hang();
            // What was sent has to arrive before the reset throws it away.
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            reset();
            return;
        }
        if (reply.chunked) (void)write("0\r\n\r\n");
    }
};

FaultServer::FaultServer(Handler handler) : handler_(std::move(handler)) {
    start();
}

void FaultServer::start() {
    std::signal(SIGPIPE, SIG_IGN);  // of writes to connections that the other side closed
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (listening_ < 0 || ::bind(listening_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listening_, 64) != 0 ||
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        throw std::runtime_error("no test server");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { acceptAll(); });
}

FaultServer::~FaultServer() {
    ended_ = true;
    acceptor_.join();
    for (std::thread& thread : threads_) thread.join();
    ::close(listening_);
}

std::string FaultServer::url() const {
    return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
}
std::string FaultServer::otherName() const {
    return (tls_ ? "https://localhost:" : "http://localhost:") + std::to_string(port_);
}

std::vector<ServerRequest> FaultServer::requests() const {
    const std::lock_guard guard(lock_);
    return requests_;
}
ServerRequest FaultServer::last() const {
    const std::lock_guard guard(lock_);
    return requests_.empty() ? ServerRequest() : requests_.back();
}
int FaultServer::count(const std::string& pathPart) const {
    const std::lock_guard guard(lock_);
    return int(
        std::count_if(requests_.begin(), requests_.end(), [&](const ServerRequest& r) { return r.target.find(pathPart) != std::string::npos; }));
}

void FaultServer::acceptAll() {
    while (!ended_) {
        pollfd wanted{listening_, POLLIN, 0};
        if (::poll(&wanted, 1, 20) <= 0) continue;
        const int socket = ::accept(listening_, nullptr, nullptr);
        if (socket >= 0) threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void FaultServer::serve(int socket) {
    Connection connection{socket, ended_};
#ifdef TUNESMITH_TEST_TLS
    if (tls_) {
        const timeval limit{5, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        connection.ssl = SSL_new(static_cast<SSL_CTX*>(tls_.get()));
        SSL_set_fd(connection.ssl, socket);
        if (SSL_accept(connection.ssl) != 1) {
            SSL_free(connection.ssl);
            ::close(socket);
            return;
        }
    }
#endif
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos && head.size() < (64 << 10)) {
        char piece[4096];
        const ssize_t n = connection.read(piece, sizeof piece);
        if (n <= 0) break;
        head.append(piece, std::size_t(n));
    }
    if (const auto end = head.find("\r\n\r\n"); end != std::string::npos) {
        const ServerRequest request = parse(head.substr(0, end));
        {
            const std::lock_guard guard(lock_);
            requests_.push_back(request);
        }
        connection.answer(handler_(request));
    }
#ifdef TUNESMITH_TEST_TLS
    if (connection.ssl) {
        SSL_shutdown(connection.ssl);
        SSL_free(connection.ssl);
    }
#endif
    ::close(socket);
}

#ifdef TUNESMITH_TEST_TLS

FaultServer::FaultServer(Handler handler, const TlsIdentity& identity) : handler_(std::move(handler)) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    tls_ = std::shared_ptr<void>(context, [](void* c) { SSL_CTX_free(static_cast<SSL_CTX*>(c)); });
    BIO* certificate = BIO_new_mem_buf(identity.certificate.data(), int(identity.certificate.size()));
    BIO* key = BIO_new_mem_buf(identity.key.data(), int(identity.key.size()));
    X509* x509 = PEM_read_bio_X509(certificate, nullptr, nullptr, nullptr);
    EVP_PKEY* secret = PEM_read_bio_PrivateKey(key, nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(context, x509);
    SSL_CTX_use_PrivateKey(context, secret);
    X509_free(x509);
    EVP_PKEY_free(secret);
    BIO_free(certificate);
    BIO_free(key);
    start();
}

bool TlsIdentity::available() {
    return true;
}

TlsIdentity TlsIdentity::make(int fromDays, int untilDays, const std::string& host) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 86400L * fromDays);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86400L * untilDays);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    const bool isAddress = host.find_first_not_of("0123456789.") == std::string::npos;
    const std::string names = (isAddress ? "IP:" : "DNS:") + host;
    for (const auto& [kind, value] : {std::pair<int, std::string>{NID_subject_alt_name, names}, {NID_basic_constraints, "critical,CA:TRUE"}}) {
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(certificate, key, EVP_sha256());
    const auto text = [](const auto& write) {
        BIO* out = BIO_new(BIO_s_mem());
        write(out);
        char* data = nullptr;
        const long bytes = BIO_get_mem_data(out, &data);
        std::string result(data, std::size_t(bytes));
        BIO_free(out);
        return result;
    };
    TlsIdentity identity;
    identity.certificate = text([&](BIO* out) { PEM_write_bio_X509(out, certificate); });
    identity.key = text([&](BIO* out) { PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); });
    X509_free(certificate);
    EVP_PKEY_free(key);
    return identity;
}

#else

FaultServer::FaultServer(Handler handler, const TlsIdentity&) : handler_(std::move(handler)) {
    throw std::runtime_error("built without TLS for tests");
}
bool TlsIdentity::available() {
    return false;
}
TlsIdentity TlsIdentity::make(int, int, const std::string&) {
    return {};
}

#endif

}  // namespace tunesmith::testing
