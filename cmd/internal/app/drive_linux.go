package app

import "golang.org/x/sys/unix"

// networkTypes are the numbers by which Linux names file systems that lie on
// another machine (linux/magic.h).
var networkTypes = map[int64]string{
	0x6969: "a network drive (NFS)", 0x517b: "a network drive (SMB)", 0xfe534d42: "a network drive (SMB)", 0xff534d42: "a network drive (CIFS)",
	0x01021997: "a drive of another system (9p)", 0x00c36400: "a network drive (Ceph)", 0x5346414f: "a network drive (AFS)", 0x73757245: "a network drive (Coda)",
	0x65735546: "a drive of another program (FUSE)", 0x47504653: "a network drive (GPFS)", 0x0bd00bd0: "a network drive (Lustre)",
}

// networkDrive says on what kind of network drive dir lies, "" when it is on
// none that is known.
func networkDrive(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	return networkTypes[int64(st.Type)&0xffffffff]
}
